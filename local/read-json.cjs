const fs = require('node:fs');

/**
 * @param {string} file
 * @returns {unknown} its content, or nothing where it is absent or no JSON
 */
function readJson(file) {
  try {
    /** @type {unknown} */
    const content = JSON.parse(fs.readFileSync(file, 'utf8'));
    return content;
  } catch {
    return undefined;
  }
}

module.exports = { readJson };
