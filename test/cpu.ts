/** CPU time (ms) that this thread spends on something: the same on a busy machine as on one that has nothing else to do. */
export async function cpuOf(act: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
