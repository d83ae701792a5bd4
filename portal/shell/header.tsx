import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { terms } from '../wording/terms';
import { useDrafts } from '../drafts/drafts';
import { draftWords } from '../wording/drafts';
import { shellWords } from '../wording/shell';
import { languages } from '../wording/wording';
import { counterModes, keyModes, prefer, schemes, usePreferences, useWords } from './preferences';
import type { Section } from './sections';
import { useSession, type Me } from './session';
import { signOut } from './sign-in';

/** The top of every page: where one can go, how it looks, and who one is. */
export function Header({ sections }: { readonly sections: readonly Section[] }) {
  const words = useWords(shellWords);
  const known = useSession();
  const me = 'me' in known ? known.me : undefined;
  const { pathname } = useLocation();
  const own = me ? sections.filter(({ roles }) => roles.includes(me.role)) : [];
  return (
    <header className="top">
      <div className="top-inner">
        <Link to="/" className="brand" aria-label={words.home}>
          <img src="./favicon.svg" alt="" width={28} height={28} />
          <span className="brand-name">Cadran</span>
        </Link>
        <nav className="sections" aria-label={words.sections}>
          <SectionLinks sections={own} />
          {me && <DraftsLink />}
        </nav>
        {own.length > 0 && (
          // Another page closes it.
          <details className="sections-menu" key={pathname}>
            <summary>{words.menu}</summary>
            <nav aria-label={words.sections}>
              <SectionLinks sections={own} />
              <DraftsLink />
            </nav>
          </details>
        )}
        <Languages />
        <PreferencesMenu me={me} />
      </div>
    </header>
  );
}

function SectionLinks({ sections }: { readonly sections: readonly Section[] }) {
  const { language } = usePreferences();
  return sections.map(({ to, label }) => (
    <Link key={to} to={to as '/'} className="section" activeOptions={{ exact: false, includeSearch: false }}>
      {label[language]}
    </Link>
  ));
}

/** Where what was typed and not sent is found again, from any page, as long as there is something. */
function DraftsLink() {
  const words = useWords(draftWords);
  const { length } = useDrafts();
  if (length === 0) return null;
  return (
    <Link to="/drafts" className="section">
      {words.link(String(length))}
    </Link>
  );
}

function Languages() {
  const words = useWords(shellWords);
  const { language } = usePreferences();
  return (
    <div role="group" aria-label={words.language}>
      {languages.map((one) => (
        <Button
          key={one}
          lang={one}
          size="compact-sm"
          variant={one === language ? 'light' : 'subtle'}
          color={one === language ? 'blue' : 'gray'}
          aria-pressed={one === language}
          id={`language-${one}`}
          onClick={() => prefer({ language: one })}
        >
          {one.toUpperCase()}
        </Button>
      ))}
    </div>
  );
}

function PreferencesMenu({ me }: { readonly me: Me | undefined }) {
  const words = useWords(shellWords);
  const by = useWords(terms);
  const { counters, keys } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = (): void => {
    // Whoever cannot be reached: this page has forgotten the token all the same.
    signOut().catch(() => undefined);
  };
  return (
    <Menu id="who" position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" size="compact-md" className="who">
          {me ? me.name : words.preferences}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {me && <Menu.Label>{me.client ?? by[`by.${me.role}`]}</Menu.Label>}
        <Menu.Label>{words.scheme}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {words.schemes[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{words.counters}</Menu.Label>
        <Menu.RadioGroup value={counters} onChange={(value) => prefer({ counters: value as typeof counters })}>
          {counterModes.map((mode) => (
            <Menu.RadioItem key={mode} value={mode}>
              {words.counterModes[mode]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {me && me.role !== 'client' && (
          <>
            <Menu.Divider />
            <Menu.Label>{words.keys}</Menu.Label>
            <Menu.RadioGroup value={keys} onChange={(value) => prefer({ keys: value as typeof keys })}>
              {keyModes.map((mode) => (
                <Menu.RadioItem key={mode} value={mode}>
                  {words.keyModes[mode]}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </>
        )}
        {me && (
          <>
            <Menu.Divider />
            <Menu.Item id="sign-out" onClick={leave}>
              {words.signOut}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
