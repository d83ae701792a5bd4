/** `npm run reset`: empties the data folder, unless Cadran runs on it. */
const path = require('node:path');
const { dataFolder, emptyDataFolder } = require('./data-folder.cjs');

try {
  const folder = dataFolder(process.env, path.join(__dirname, '..'));
  emptyDataFolder(folder);
  console.log(`${folder} is empty.`);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exit(1);
}
