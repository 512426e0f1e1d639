import type { Locator, Page } from '@playwright/test';
import type { BrowserProfile } from '../browser-profile.ts';
import type { Street } from './street.ts';
import type { Subject } from './subjects.ts';

/** A browser in which sites are measured. */
export interface Engine {
  /** The heading of its table. */
  readonly name: string;
  open(street: Street): Promise<BrowserProfile>;
  press(target: Locator): Promise<void>;
  /** While the browser is still open at the destination. */
  listed(visit: BrowserProfile, subject: Subject, street: Street): Promise<Listed>;
  /** After it was closed. */
  kept(profile: string, subject: Subject): Kept;
  screenshot(page: Page): Promise<Buffer>;
  /** What the tab is called; nothing where the browser does not tell. */
  title(page: Page): Promise<string | undefined>;
}

/** What the browser offers to whoever takes it up. */
export interface Listed {
  /** Pages of the site behind Back. */
  readonly backList: number;
  /** Rows in the list of visited pages; where the browser shows its whole file, it is left out. */
  readonly ownList?: number;
  /** Files that hold a text now and not when the browser was closed. */
  readonly filesWith: (text: string) => readonly string[];
}

/** What the profile holds. */
export interface Kept {
  /** Rows in the file of visited pages. */
  readonly file: number;
  /** Whether the host was kept for TLS; left out where that cannot be measured. */
  readonly hsts?: boolean;
  /** The family of a file, so that two runs name it alike. */
  readonly family: (file: string) => string;
  /** The families of the files for filling in forms, and for bringing tabs back. */
  readonly autofill: string;
  readonly session: string;
}
