import { ENVIRONMENTS } from '../../lib/environment/modes';
import { cdkArguments } from '../../lib/operations/cdk';

describe('D1 each stage has its own synth and its own folder', () => {
  test.each(ENVIRONMENTS)('%s', (stage) => {
    expect(cdkArguments({ verb: 'synth', stage, args: [] })).toEqual([
      'synth',
      '--quiet',
      '-c',
      `stage=${stage}`,
      '-o',
      `cdk.out/${stage}`,
    ]);
    expect(cdkArguments({ verb: 'deploy', stage, profile: 'p', args: ['--require-approval', 'never'] })).toEqual([
      'deploy',
      '--all',
      '-c',
      `stage=${stage}`,
      '-o',
      `cdk.out/${stage}`,
      '--profile',
      'p',
      '--require-approval',
      'never',
    ]);
  });
});
