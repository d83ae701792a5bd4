export type PageLanguage = 'fr' | 'en';
/** What is told on a page of its own: it must not be sent to an address that nobody has allowed. */
export type PageFault = 'form' | 'repeated' | 'client' | 'redirect';

interface PageTexts {
  readonly title: string;
  readonly email: string;
  readonly password: string;
  readonly submit: string;
  readonly wrong: string;
  readonly samples: string;
  readonly samplesHelp: string;
  readonly other: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly fault: string;
  readonly faults: Readonly<Record<PageFault, string>>;
  readonly signedOut: string;
  readonly signedOutText: string;
}

export const pageTexts: Readonly<Record<PageLanguage, PageTexts>> = {
  en: {
    title: 'Sign in to Cadran',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'Wrong e-mail or password.',
    samples: 'Sample accounts',
    samplesHelp: 'One click signs in. Their password is “cadran”.',
    other: 'Français',
    roles: {
      client: 'client',
      support: 'support',
      'release-manager': 'release manager',
      monitor: 'monitoring',
      admin: 'administrator',
    },
    fault: 'This sign-in cannot go on',
    faults: {
      form: 'What was sent is no form.',
      repeated: 'A parameter is given more than once.',
      client: 'No application of that client_id is known here.',
      redirect:
        'The address to come back to (redirect_uri) is not that of the portal. Open the portal at the address of its settings (PUBLIC_URL).',
    },
    signedOut: 'Signed out',
    signedOutText: 'You can close this page.',
  },
  fr: {
    title: 'Connexion à Cadran',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    wrong: 'Adresse e-mail ou mot de passe incorrect.',
    samples: 'Comptes d’exemple',
    samplesHelp: 'Un clic suffit. Leur mot de passe est « cadran ».',
    other: 'English',
    roles: {
      client: 'client',
      support: 'support',
      'release-manager': 'responsable des livraisons',
      monitor: 'surveillance',
      admin: 'administration',
    },
    fault: 'Cette connexion ne peut pas continuer',
    faults: {
      form: 'Ce qui a été envoyé n’est pas un formulaire.',
      repeated: 'Un paramètre est donné plus d’une fois.',
      client: 'Aucune application de ce client_id n’est connue ici.',
      redirect:
        'L’adresse de retour (redirect_uri) n’est pas celle du portail. Ouvrez le portail à l’adresse de sa configuration (PUBLIC_URL).',
    },
    signedOut: 'Déconnecté',
    signedOutText: 'Vous pouvez fermer cette page.',
  },
};
