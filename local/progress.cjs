/**
 * Tells a person what is being waited for: one rewritten line on a terminal, plain lines elsewhere. Always on stderr,
 * since a command's stdout can be data.
 */
const HEARTBEAT_MS = 30_000;
const REWRITE_MS = 250;

/**
 * @typedef {object} Step
 * @property {(text: string) => void} detail the last thing heard from what runs
 * @property {(text?: string) => void} done
 * @property {(text: string) => void} failed
 *
 * @typedef {object} Progress
 * @property {(title: string, cost?: string) => Step} begin
 * @property {(line: string) => void} say
 */

/** @param {number} ms @returns {string} such as `3 min 12 s` */
function duration(ms) {
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * @param {NodeJS.WriteStream} stream
 * @returns {Progress}
 */
function createProgress(stream = process.stderr) {
  const terminal = stream.isTTY;
  /** @type {Map<string, { began: number, detail: string }>} */
  const waiting = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  /** @param {string} line */
  const say = (line) => stream.write(terminal ? `\r\x1b[K${line}\n` : `${line}\n`);

  const tellWaiting = () => {
    const parts = [...waiting].map(([title, { began, detail }]) => {
      const heard = detail === '' ? '' : `: ${detail.slice(0, 60)}`;
      return `${title} (${duration(performance.now() - began)}${heard})`;
    });
    const line = `waiting for ${parts.join(', ')}`;
    if (terminal) stream.write(`\r\x1b[K${line.slice(0, (stream.columns || 80) - 1)}`);
    else stream.write(`${line}\n`);
  };

  /** @param {string} title @param {string} line */
  const end = (title, line) => {
    waiting.delete(title);
    if (waiting.size === 0) clearInterval(timer);
    say(line);
  };

  return {
    say,
    begin(title, cost) {
      const began = performance.now();
      if (waiting.size === 0) timer = setInterval(tellWaiting, terminal ? REWRITE_MS : HEARTBEAT_MS);
      waiting.set(title, { began, detail: '' });
      say(`${title}${cost === undefined ? '' : ` (${cost}, this time only)`} ...`);
      const took = () => duration(performance.now() - began);
      return {
        detail: (text) => void waiting.set(title, { began, detail: text }),
        done: (text) => end(title, `${title}: ${text ?? 'done'}, ${took()}`),
        failed: (text) => end(title, `${title}: ${text}, ${took()}`),
      };
    },
  };
}

module.exports = { createProgress, duration };
