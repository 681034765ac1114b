import type { LookupFunction } from "node:net";
import { Agent, buildConnector, request } from "undici";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startLocalServer, type LocalServer } from "../../../test/upstream/local-server.ts";
import { createGuardedConnector } from "./guarded-connection.ts";

const honeypots: LocalServer[] = [];
let port = "";
let visits = 0;

beforeAll(async () => {
  const count = (): number => (visits += 1);
  const ipv4 = await startLocalServer((_request, response) => response.end(String(count())), {
    address: "0.0.0.0",
  });
  port = ipv4.host.split(":")[1] ?? "";
  honeypots.push(ipv4);
  const ipv6 = startLocalServer((_request, response) => response.end(String(count())), {
    address: "::1",
    port: Number(port),
  });
  await ipv6.then((server) => honeypots.push(server)).catch(() => {});
});

beforeEach(() => {
  visits = 0;
});

afterAll(async () => {
  await Promise.all(honeypots.map((honeypot) => honeypot.close()));
});

const connections = (): number => honeypots.reduce((sum, honeypot) => sum + honeypot.connections(), 0);

async function read(address: string, lookup?: LookupFunction): Promise<void> {
  await using agent = disposable(new Agent({ connect: createGuardedConnector(lookup) }));
  const answer = await request(address, { dispatcher: agent.dispatcher });
  await answer.body.dump();
}

function disposable(dispatcher: Agent): AsyncDisposable & { dispatcher: Agent } {
  return { dispatcher, [Symbol.asyncDispose]: () => dispatcher.destroy() };
}

const WAYS_INSIDE = [
  "127.0.0.1",
  "127.1",
  "127.0.1.1",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "0177.0.0.1",
  "017700000001",
  "①②⑦.⓪.⓪.①",
  "127。0。0。1",
  "127.0.0.1.",
  "0.0.0.0",
  "0",
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[::127.0.0.1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:0:7f00:1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::]",
  "[2001:0:7f00:1::]",
  "[fe80::1]",
  "[fec0::1]",
  "[fd00:ec2::254]",
  "[2a00:1450:4001:800:0:5efe:7f00:1]",
  "localhost",
  "LOCALHOST",
  "ｌｏｃａｌｈｏｓｔ",
  "169.254.169.254",
  "10.0.0.1",
  "100.100.100.200",
  "192.168.0.1",
  "192.0.0.192",
  "168.63.129.16",
];

it("would reach the honeypot without the guard", async () => {
  await using open = disposable(new Agent());
  const answer = await request(`http://127.0.0.1:${port}/`, { dispatcher: open.dispatcher });
  expect(await answer.body.text()).toBe("1");
});

it.each(WAYS_INSIDE)("opens no connection to %s", async (host) => {
  const before = connections();
  await expect(read(`http://${host}:${port}/`)).rejects.toMatchObject({ name: "PrivateAddress" });
  expect(connections()).toBe(before);
  expect(visits).toBe(0);
});

it("opens no connection to a public name with a private address", async () => {
  const before = connections();
  const inwards: LookupFunction = (_hostname, _options, callback) =>
    callback(null, [{ address: "127.0.0.1", family: 4 }]);
  await expect(read(`http://rebound.example:${port}/`, inwards)).rejects.toMatchObject({
    name: "PrivateAddress",
  });
  expect(connections()).toBe(before);
});

it("opens no TLS connection inwards either", async () => {
  const before = connections();
  await expect(read(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({
    name: "PrivateAddress",
  });
  await expect(read(`https://localhost:${port}/`)).rejects.toMatchObject({
    name: "PrivateAddress",
  });
  expect(connections()).toBe(before);
});

it("hangs up before it says a word when a connection ended up inside all the same", async () => {
  const astray = buildConnector({});
  const connect = createGuardedConnector(undefined, (options, callback) =>
    astray({ ...options, hostname: "127.0.0.1" }, callback),
  );
  await using agent = disposable(new Agent({ connect }));
  const attempt = request(`http://public.example:${port}/`, { dispatcher: agent.dispatcher });
  await expect(attempt).rejects.toMatchObject({ name: "PrivateAddress" });
  expect(visits).toBe(0);
});
