/**
 * How each server is built or installed from a registry into an empty folder, with what the machine must have for it.
 * A missing tool is told with what to install, or which address to give instead.
 */
const fs = require('node:fs');
const path = require('node:path');
const { onPath } = require('./find-servers.cjs');
const { runCommand } = require('./run-command.cjs');
const { SERVER_VERSIONS } = require('./server-versions.cjs');

/** @typedef {import('./server-cache.cjs').ServerName} ServerName */
/** @typedef {import('./server-cache.cjs').Environment} Environment */

/**
 * @typedef {object} Surroundings
 * @property {Environment} environment
 * @property {(line: string) => void} heard the last thing said by what runs
 *
 * @typedef {object} Recipe
 * @property {(surroundings: Surroundings) => Promise<void>} check throws where the machine lacks a tool
 * @property {(staging: string, surroundings: Surroundings) => Promise<void>} install
 */

/** @type {Record<ServerName, string>} */
const INSTEAD = {
  temporal: 'or put a `temporal` program on PATH, or set TEMPORAL_ADDRESS=host:port of a running server',
  mongodb: 'or put a `mongod` program on PATH, or set MONGODB_URI=mongodb://host:port/database of a running server',
  'time-skipping': 'or set TEMPORAL_TEST_SERVER=path of a temporal-test-server program',
};

/**
 * @param {ServerName} server
 * @param {string} program
 * @param {string} advice what to install
 * @param {Environment} environment
 * @returns {string} the program's path
 */
function requireProgram(server, program, advice, environment) {
  const found = onPath(program, environment);
  if (found) return found;
  throw new Error(
    `${SERVER_VERSIONS[server].title}: no \`${program}\` on PATH to install it with. ${advice}, ${INSTEAD[server]}.`,
  );
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {RegExp} pattern with major and minor as its groups
 * @param {Environment} environment
 * @returns {Promise<[number, number]>}
 */
async function versionOf(program, args, pattern, environment) {
  const [, major, minor] = pattern.exec(await runCommand(program, args, { environment })) ?? [];
  return [Number(major), Number(minor)];
}

/** @type {Recipe} */
const temporal = {
  async check({ environment }) {
    const advice = 'Install Go >= 1.25 (from 1.21 on, Go fetches that by itself)';
    const go = requireProgram('temporal', 'go', advice, environment);
    const [major, minor] = await versionOf(go, ['version'], /go(\d+)\.(\d+)/, environment);
    if (major < 1 || (major === 1 && minor < 21)) {
      throw new Error(`Temporal dev server: Go ${major}.${minor} is too old. ${advice}, ${INSTEAD.temporal}.`);
    }
  },
  async install(staging, { environment, heard }) {
    const { module, version } = SERVER_VERSIONS.temporal;
    // Without debugging symbols; with the version, which a plain `go install` leaves at 0.0.0-DEV.
    const link = `-s -w -X github.com/temporalio/cli/temporalcli.Version=${version}`;
    const work = path.join(staging, 'go');
    const caches = (await goCachesExist(environment))
      ? {}
      : { GOCACHE: `${work}/build`, GOMODCACHE: `${work}/modules` };
    await runCommand('go', ['install', '-v', '-modcacherw', '-ldflags', link, `${module}@v${version}`], {
      environment: { ...environment, ...caches, GOBIN: staging },
      heard,
    });
    fs.rmSync(work, { recursive: true, force: true });
  },
};

/**
 * A person who uses Go gets a faster build from their caches; for anybody else they would be 3 GB left behind.
 * @param {Environment} environment
 */
async function goCachesExist(environment) {
  const folder = await runCommand('go', ['env', 'GOMODCACHE'], { environment });
  return fs.existsSync(path.join(folder.trim(), 'cache', 'download'));
}

/** @type {Recipe} */
const mongodb = {
  async check({ environment }) {
    const advice = 'Install Python >= 3.10 with venv';
    const python = requireProgram('mongodb', 'python3', advice, environment);
    const [major, minor] = await versionOf(python, ['--version'], /(\d+)\.(\d+)/, environment);
    if (major < 3 || (major === 3 && minor < 10)) {
      throw new Error(`MongoDB: Python ${major}.${minor} is too old. ${advice}, ${INSTEAD.mongodb}.`);
    }
    try {
      await runCommand(python, ['-c', 'import venv, ensurepip'], { environment });
    } catch {
      throw new Error(
        `MongoDB: this Python lacks venv (on Debian: apt install python3-venv). ${advice}, ${INSTEAD.mongodb}.`,
      );
    }
  },
  async install(staging, { environment, heard }) {
    const { package: name, version } = SERVER_VERSIONS.mongodb;
    await runCommand('python3', ['-m', 'venv', staging], { environment, heard });
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', `${name}==${version}`];
    await runCommand(path.join(staging, 'bin', 'python3'), pip, { environment, heard });
  },
};

/** @type {Recipe} */
const timeSkipping = {
  check({ environment }) {
    const advice = 'Install Java >= 11 and Maven';
    requireProgram('time-skipping', 'java', advice, environment);
    requireProgram('time-skipping', 'mvn', advice, environment);
    return Promise.resolve();
  },
  async install(staging, { environment, heard }) {
    const pom = path.join(staging, 'pom.xml');
    fs.writeFileSync(pom, POM);
    const args = ['-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'];
    await runCommand('mvn', args, { cwd: staging, environment, heard });
    fs.writeFileSync(path.join(staging, 'temporal-test-server'), TEST_SERVER_SCRIPT, { mode: 0o755 });
  },
};

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>cadran</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>${SERVER_VERSIONS['time-skipping'].group}</groupId>
      <artifactId>${SERVER_VERSIONS['time-skipping'].artifact}</artifactId>
      <version>${SERVER_VERSIONS['time-skipping'].version}</version>
    </dependency>
  </dependencies>
</project>
`;

const TEST_SERVER_SCRIPT = `#!/bin/sh
exec java -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

/** @type {Record<ServerName, Recipe>} */
const RECIPES = { temporal, mongodb, 'time-skipping': timeSkipping };

module.exports = { RECIPES };
