const { rmSync } = require('node:fs');

module.exports = () => rmSync(process.env.AIRLOCK_TEST_RUN, { recursive: true, force: true });
