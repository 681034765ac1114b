// A mail server that takes everything and keeps nothing; prints its port, then on SIGTERM how much it took.
import { createServer, type AddressInfo } from "node:net";

let mails = 0;
let bytes = 0;

const server = createServer((socket) => {
  let isText = false;
  let rest = "";
  socket.on("error", () => undefined);
  socket.write("220 sink ESMTP\r\n");
  socket.on("data", (chunk) => {
    bytes += chunk.length;
    rest += chunk.toString("latin1");
    for (;;) {
      const end = rest.indexOf(isText ? "\r\n.\r\n" : "\r\n");
      if (end === -1) {
        if (isText) rest = rest.slice(-4);
        return;
      }
      const line = rest.slice(0, end);
      rest = rest.slice(end + (isText ? 5 : 2));
      const verb = isText ? "." : line.slice(0, 4).toUpperCase();
      if (isText) mails += 1;
      isText = verb === "DATA";
      socket.write(verb === "DATA" ? "354 go\r\n" : verb === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      if (verb === "QUIT") socket.end();
    }
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on("SIGTERM", () => {
  process.stdout.write(`${JSON.stringify({ mails, bytes })}\n`);
  process.exit(0);
});
