import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Networks that stand for many machines, or for our own: a proxy in front of us, a test, an office. */
const own = new BlockList();
for (const [net, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["100.64.0.0", 10],
] as const)
  own.addSubnet(net, prefix);
for (const [net, prefix] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  own.addSubnet(net, prefix, "ipv6");

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

function groupsOf(address: string): string[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [before, after] = [head.split(":").filter(Boolean), (tail ?? "").split(":").filter(Boolean)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => "0"), ...after];
}

/** One subscriber's network: the address, of IPv6 the /64 of a household; `undefined` for loopback, private, no address. */
export function networkOf(address: string): string | undefined {
  const [bare = ""] = address.split("%");
  const plain = mapped.exec(bare)?.[1] ?? bare;
  if (isIPv4(plain)) return own.check(plain) ? undefined : plain;
  if (!isIPv6(plain) || own.check(plain, "ipv6")) return undefined;
  return `${groupsOf(plain).slice(0, 4).join(":")}::/64`;
}
