// Reads an OpenAPI document from stdin and prints what Redocly's linter says of it, at its strictest, as JSON.
import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const config = await createConfig({ extends: ['recommended-strict'] });
const problems = await lintFromString({ source: await text(process.stdin), absoluteRef: 'openapi.json', config });
const said = problems.map(({ ruleId, message, location: [at] }) => `${ruleId} at ${at.pointer}: ${message}`);
process.stdout.write(JSON.stringify(said));
