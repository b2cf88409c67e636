/** Makes `Date` of this realm show the virtual clock (`cells` of VirtualClock.shared); timers and `performance` stay. */
export function installClock(cells: BigInt64Array): void {
  const RealDate = Date;
  const wall = RealDate.now;
  const now = () =>
    Atomics.load(cells, 0) === 1n ? Number(Atomics.load(cells, 1)) : wall() + Number(Atomics.load(cells, 2));
  RealDate.now = now;
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, parameters, newTarget) =>
      Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget),
    apply: (target) => new target(now()).toString(),
  });
  RealDate.prototype.constructor = VirtualDate;
  globalThis.Date = VirtualDate;
}
