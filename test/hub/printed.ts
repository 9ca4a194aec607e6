/** What a verb writes to standard output while it runs, and the exit code that it sets. */
export async function printed(verb: () => Promise<void>): Promise<{ readonly out: string; readonly code: number }> {
  const before = process.exitCode;
  process.exitCode = 0;
  const pieces: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((piece) => pieces.push(String(piece)) > 0);
  try {
    await verb();
    return { out: pieces.join(''), code: Number(process.exitCode) };
  } finally {
    write.mockRestore();
    process.exitCode = before;
  }
}
