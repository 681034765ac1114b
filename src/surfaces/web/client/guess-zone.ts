/** Fills in the time zone of this machine where a form has only a guess. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll<HTMLInputElement>("input[data-guess-zone]")) {
  if (zone) field.value = zone;
}
