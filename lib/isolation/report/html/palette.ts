/**
 * The page's colours. Each text colour has a contrast of at least 4.5 on each ground that it is used on (WCAG 2.2, 1.4.3).
 * @see GROUNDS for what stands on what
 */
export interface Palette {
  readonly paper: string;
  readonly panel: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly link: string;
  readonly sandbox: string;
  readonly sandboxGround: string;
  readonly live: string;
  readonly liveGround: string;
  readonly closed: string;
  readonly closedGround: string;
  readonly open: string;
  readonly openGround: string;
  readonly unverified: string;
  readonly unverifiedGround: string;
}

export const LIGHT: Palette = {
  paper: '#ffffff',
  panel: '#f5f7fa',
  ink: '#17212d',
  quiet: '#4c5968',
  line: '#d3dae3',
  link: '#0b57a4',
  sandbox: '#0b5a9c',
  sandboxGround: '#e6f1fb',
  live: '#6a2c9f',
  liveGround: '#f3eafb',
  closed: '#0c6637',
  closedGround: '#e4f4eb',
  open: '#a8121c',
  openGround: '#fdeaea',
  unverified: '#774700',
  unverifiedGround: '#fff2d6',
};

export const DARK: Palette = {
  paper: '#0f151c',
  panel: '#18212b',
  ink: '#e7edf4',
  quiet: '#a9b5c3',
  line: '#334150',
  link: '#8cc2ff',
  sandbox: '#8cc2ff',
  sandboxGround: '#10263c',
  live: '#d3aeff',
  liveGround: '#291a3b',
  closed: '#74d6a0',
  closedGround: '#11301f',
  open: '#ff9f98',
  openGround: '#3d1618',
  unverified: '#f3c662',
  unverifiedGround: '#36280b',
};

/** Which colours are written on which. */
export const GROUNDS: Readonly<Partial<Record<keyof Palette, readonly (keyof Palette)[]>>> = {
  ink: ['paper', 'panel', 'sandboxGround', 'liveGround', 'closedGround', 'openGround', 'unverifiedGround'],
  quiet: ['paper', 'panel', 'sandboxGround', 'liveGround', 'closedGround', 'openGround', 'unverifiedGround'],
  link: ['paper', 'panel'],
  sandbox: ['paper', 'panel', 'sandboxGround'],
  live: ['paper', 'panel', 'liveGround'],
  closed: ['paper', 'panel', 'closedGround'],
  open: ['paper', 'panel', 'openGround'],
  unverified: ['paper', 'panel', 'unverifiedGround'],
};

/** As custom properties: `--paper: #ffffff; …`. */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}
