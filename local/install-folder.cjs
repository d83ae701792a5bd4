/** Installs into a folder so that the folder exists only when all is in it, and only one process does it at a time. */
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { lock } = require('./lock.cjs');

/**
 * @param {string} folder where it has to stand; nothing is done if it is there
 * @param {(message: string) => void} tell
 * @param {(staging: string) => Promise<void>} fill puts everything into the empty folder that it is given
 */
async function installInto(folder, tell, fill) {
  if (fs.existsSync(folder)) return;
  const name = path.basename(folder);
  const release = await lock(`${folder}.lock`, `process ${process.pid}`, (holder) =>
    tell(`${name} is being installed by ${holder}: waiting for it`),
  );
  try {
    if (fs.existsSync(folder)) return;
    removeInterrupted(folder);
    const staging = `${folder}.part-${randomBytes(3).toString('hex')}`;
    fs.mkdirSync(staging, { recursive: true });
    try {
      await fill(staging);
      fs.renameSync(staging, folder);
    } finally {
      fs.rmSync(staging, { recursive: true, force: true });
    }
  } finally {
    release();
  }
}

/** What a killed installation left: under the lock nobody else is at work there. @param {string} folder */
function removeInterrupted(folder) {
  const above = path.dirname(folder);
  for (const entry of fs.readdirSync(above)) {
    if (entry.startsWith(`${path.basename(folder)}.part-`)) {
      fs.rmSync(path.join(above, entry), { recursive: true, force: true });
    }
  }
}

module.exports = { installInto };
