/**
 * The servers of the embedded stack: their versions, and what getting each costs the first time (measured on 2 cores).
 * This is the one place that names a version.
 */
const SERVER_VERSIONS = {
  temporal: {
    title: 'Temporal dev server',
    /** Later versions cannot be installed by `go install` (their go.mod replaces modules). */
    version: '1.5.1',
    module: 'github.com/temporalio/cli/cmd/temporal',
    cost: 'about 3 min, 205 MB kept, 3 GB while it is built',
  },
  mongodb: {
    title: 'MongoDB',
    /** Of the download; the SecantusDB package stands in for it where that host is out of reach. */
    mongodVersion: '8.2.6',
    package: 'SecantusDB',
    version: '0.7.0b3',
    cost: 'about 15 s, 145 MB',
  },
  'time-skipping': {
    title: 'Temporal time-skipping test server',
    group: 'io.temporal',
    artifact: 'temporal-test-server',
    version: '1.32.1',
    cost: 'about 10 s, 35 MB',
  },
};

/** Hosts of the SDK's own downloads, asked first whether they answer. */
const DOWNLOAD_HOSTS = {
  temporal: 'temporal.download',
  mongodb: 'fastdl.mongodb.org',
  'time-skipping': 'temporal.download',
};

module.exports = { DOWNLOAD_HOSTS, SERVER_VERSIONS };
