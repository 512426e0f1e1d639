import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withInboxOpen } from '../../../src/area/switch-inbox.ts';

const profile = readFileSync('content/area/profile.json', 'utf8');

describe('switching an inbox in the profile', () => {
  it('changes one word and nothing else', () => {
    const closed = withInboxOpen(profile, 'police', false);
    expect(JSON.parse(closed ?? '')).toMatchObject({
      inboxes: [
        { id: 'social', open: true },
        { id: 'police', open: false },
      ],
    });
    expect(withInboxOpen(closed ?? '', 'police', true)).toBe(profile);
  });

  it('never takes the word of the other inbox for its own', () => {
    const text = '{"id":"social","name":"x"},{"id":"police","open":true}';
    expect(withInboxOpen(text, 'social', false)).toBeNull();
  });
});
