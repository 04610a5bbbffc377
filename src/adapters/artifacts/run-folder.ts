/** `ema-cross-demo-3f2a9c01`: a folder name that says what ran on what, and is the same for the same run. */
export function runFolderName(strategy: string, dataset: string, runHash: string): string {
  const plain = (text: string) =>
    text
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 60)
  return `${plain(strategy)}-${plain(dataset)}-${runHash.slice(0, 8)}`
}
