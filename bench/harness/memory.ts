import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface ProcessLine {
  readonly pid: number;
  readonly parent: number;
  /** Resident memory in bytes. */
  readonly resident: number;
}

/** Peaks of resident memory in MB: of one process, of its children, and of all of them at one moment. */
export interface MemoryPeaks {
  readonly own: number;
  readonly children: number;
  readonly together: number;
}

const EVERY = 200; // milliseconds

/** Watches a process and its children until it is stopped; `stop` tells the peaks. Needs `ps`. */
export function watchMemory(pid: number): { stop(): Promise<MemoryPeaks> } {
  let peaks: MemoryPeaks = { own: 0, children: 0, together: 0 };
  let isOn = true;
  const watching = (async () => {
    while (isOn) {
      const { own, children } = await memoryOf(pid);
      peaks = {
        own: Math.max(peaks.own, own),
        children: Math.max(peaks.children, children),
        together: Math.max(peaks.together, own + children),
      };
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  })();
  return {
    async stop() {
      isOn = false;
      await watching;
      return peaks;
    },
  };
}

/** Resident memory of a process and of its children now, in MB; 0 for one that has ended. */
export async function memoryOf(pid: number): Promise<Omit<MemoryPeaks, 'together'>> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const lines = stdout.trim().split('\n').map(lineOf);
  const sum = (some: readonly ProcessLine[]): number => some.reduce((all, { resident }) => all + resident, 0) / 1e6;
  return {
    own: sum(lines.filter((line) => line.pid === pid)),
    children: sum(lines.filter((line) => line.parent === pid)),
  };
}

function lineOf(text: string): ProcessLine {
  const [pid = 0, parent = 0, kibibytes = 0] = text.trim().split(/\s+/).map(Number);
  return { pid, parent, resident: kibibytes * 1024 };
}
