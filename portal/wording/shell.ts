import { wording } from './wording';

/** What stands round every page: header, banner, sign-in, what went wrong. */
export const shellWords = wording(
  {
    skip: 'Aller au contenu',
    home: 'Cadran, accueil',
    sections: 'Rubriques',
    preferences: 'Préférences',
    language: 'Langue',
    scheme: 'Couleurs',
    schemes: { light: 'Claires', dark: 'Sombres', auto: 'Comme la machine' },
    counters: 'Compteurs',
    counterModes: { live: 'En direct', minute: 'Chaque minute', frozen: 'Figés' },
    keys: 'Touches simples du clavier',
    keyModes: { on: 'Actives (? les montre)', off: 'Coupées' },
    signOut: 'Se déconnecter',
    loading: 'Chargement…',
    slow: 'Cela prend plus de temps que d’habitude.',
    retry: 'Réessayer',
    close: 'Fermer',
    offline: (time: string) =>
      `Pas de connexion. Affiché tel que reçu à ${time} ; nouvel essai automatique. Ce que vous écrivez est gardé.`,
    failed: 'Cette page n’a pas pu être affichée.',
    safe: 'Ce que vous avez saisi est gardé.',
    quote: (request: string) => `Référence à donner au support : ${request}`,
    noPage: 'Il n’y a rien à cette adresse.',
    noPageHint: 'L’adresse est peut-être incomplète, ou la page n’est pas de votre société.',
    toList: 'Aller à la liste des tickets',
    noAnswer: 'Le serveur ne répond pas. Rien de ce que vous avez saisi n’est perdu : réessayez dans un instant.',
    wrongAnswer: (status: number) => `Le serveur a répondu par une erreur (${status}).`,
    unforeseen: 'Une erreur imprévue s’est produite dans cette page.',
  },
  {
    skip: 'Skip to the content',
    home: 'Cadran, home',
    sections: 'Sections',
    preferences: 'Preferences',
    language: 'Language',
    scheme: 'Colours',
    schemes: { light: 'Light', dark: 'Dark', auto: 'As the machine' },
    counters: 'Counters',
    counterModes: { live: 'Live', minute: 'Each minute', frozen: 'Frozen' },
    keys: 'Single keys',
    keyModes: { on: 'On (? shows them)', off: 'Off' },
    signOut: 'Sign out',
    loading: 'Loading…',
    slow: 'This takes longer than usual.',
    retry: 'Try again',
    close: 'Close',
    offline: (time: string) =>
      `No connection. Shown as received at ${time}; trying again by itself. What you write is kept.`,
    failed: 'This page could not be shown.',
    safe: 'What you typed is kept.',
    quote: (request: string) => `Reference to give to support: ${request}`,
    noPage: 'There is nothing at this address.',
    noPageHint: 'The address may be incomplete, or the page is not your company’s.',
    toList: 'Go to the list of tickets',
    noAnswer: 'The server does not answer. Nothing that you typed is lost: try again in a moment.',
    wrongAnswer: (status: number) => `The server answered with an error (${status}).`,
    unforeseen: 'Something unforeseen went wrong in this page.',
  },
);

/** Signing in, and why it went no further. */
export const signInWords = wording(
  {
    title: 'Connexion',
    lead: 'Suivez vos tickets et les délais garantis par votre contrat.',
    submit: 'Se connecter',
    again: 'Se reconnecter',
    over: 'Votre session est terminée',
    overHint:
      'Reconnectez-vous : la page reste telle qu’elle est, votre saisie est gardée, et ce que vous étiez en train d’envoyer part ensuite, une seule fois.',
    problems: {
      state: 'Cette connexion n’a pas été commencée dans cette fenêtre, ou elle est déjà terminée. Reconnectez-vous.',
      issuer: 'La réponse vient d’un autre service de connexion que celui demandé. Reconnectez-vous.',
      denied: 'La connexion a été refusée ou abandonnée.',
      code: 'La connexion a pris trop de temps, ou elle a déjà servi. Reconnectez-vous.',
      token: 'La réponse du service de connexion ne correspond pas à cette connexion. Reconnectez-vous.',
      insecure: 'La connexion demande une adresse en https, ou celle de cette machine (127.0.0.1).',
      storage:
        'Votre navigateur ne laisse rien garder à cette page, même le temps du retour : autorisez-le pour vous connecter.',
    },
  },
  {
    title: 'Sign in',
    lead: 'Follow your tickets and the times guaranteed by your contract.',
    submit: 'Sign in',
    again: 'Sign in again',
    over: 'Your session is over',
    overHint:
      'Sign in again: the page stays as it is, what you typed is kept, and what you were sending is then sent, once.',
    problems: {
      state: 'This sign-in was not begun in this window, or has ended already. Sign in again.',
      issuer: 'Another sign-in service answered than the one that was asked. Sign in again.',
      denied: 'The sign-in was refused or given up.',
      code: 'The sign-in took too long, or was used already. Sign in again.',
      token: 'The answer of the sign-in service does not belong to this sign-in. Sign in again.',
      insecure: 'Signing in needs an https address, or that of this machine (127.0.0.1).',
      storage: 'Your browser lets this page keep nothing, not even until you are back: allow it to sign in.',
    },
  },
);
