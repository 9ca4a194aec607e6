/** Node's arguments for a thread or process of our own that runs TypeScript, from whatever folder it is started. */
export const RUN_TYPESCRIPT: readonly string[] = ['--require', require.resolve('tsx/cjs')];
