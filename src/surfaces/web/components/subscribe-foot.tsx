/** The short form at the foot of every page; what it does not ask is as most people want it. */
export function SubscribeFoot() {
  return (
    <form class="subscribe-foot" method="post" action="/subscribe" aria-label="Subscribe by mail">
      <label for="foot-address">The best papers of the day by mail</label>
      <input
        id="foot-address"
        type="email"
        name="address"
        autocomplete="email"
        placeholder="you@example.org"
        required
      />
      <input type="hidden" name="frequency" value="weekdays" />
      <input type="hidden" name="hour" value="7" />
      <input type="hidden" name="zone" value="UTC" data-guess-zone="" />
      <button type="submit">Subscribe</button>
      <p class="remark">
        Monday to Friday at seven. <a href="/subscribe">Choose otherwise</a>
      </p>
    </form>
  );
}
