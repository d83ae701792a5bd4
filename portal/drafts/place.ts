import { currentPageTitle } from '../shell/page-title';
import type { Draft } from './drafts';

/** The place of a form on the page that is shown. `act`: what its button says, where that tells what the form is. */
export function placeOfForm(act: string): NonNullable<Draft['place']> {
  return { address: location.hash.replace(/^#/, ''), title: currentPageTitle(), act };
}
