import { wording } from './wording';

/** The day on which what the statement says was last tested. */
export const TESTED_ON = '2026-11-28';

/** What was tested, what fails, and whom to tell: the statement that the law asks for, in the reader's language. */
export const accessibilityWords = wording(
  {
    title: 'Accessibilité',
    lead: (day: string) =>
      `Ce portail vise les règles WCAG 2.2 AA et le RGAA 4.1. Il est partiellement conforme : voici ce qui a été essayé, et ce qui manque. État au ${day}, établi par ses auteurs ; aucun audit indépendant n’a eu lieu.`,
    sections: [
      {
        heading: 'Ce qui a été essayé',
        points: [
          'Chaque version du portail passe par axe-core dans Chromium, en couleurs claires et sombres, sur les pages des clients, du support, des livraisons et de l’administration : aucune faute grave n’est admise.',
          'Les contrastes sont recalculés depuis les couleurs elles-mêmes : 4,5:1 au moins pour les textes, 3:1 pour les contours, et les tons se distinguent aussi par leur forme et leur mot.',
          'Un ticket est traité de bout en bout au clavier seul ; les raccourcis d’une seule touche peuvent être coupés.',
          'Rien ne déborde à 320 pixels de large, sauf des tableaux larges qui défilent chez eux.',
          'Dans les couleurs imposées par la machine, les états gardent leur forme, leur bordure et leur mot, le bandeau ses motifs, et l’élément actif son contour (Chromium).',
          'Les compteurs peuvent être figés ; rien ne clignote ; le mouvement est coupé pour qui le demande à sa machine.',
          'Les erreurs sont en haut de page et à leur champ, dans les mêmes mots, et rien de ce qui est saisi n’est perdu.',
        ],
      },
      {
        heading: 'Ce qui n’est pas conforme, ou pas encore essayé',
        points: [
          'Aucun essai n’a été fait avec des lecteurs d’écran par des personnes qui s’en servent chaque jour.',
          'Aucun essai dans Firefox ni Safari.',
          'La langue d’un texte écrit par une personne (message, motif) n’est pas indiquée aux lecteurs d’écran quand elle diffère de celle de la page.',
          'Le tableau d’une livraison et le calendrier par client défilent dans les deux sens sur un écran de largeur moyenne.',
          'Quelques explications de champs, dans l’administration, n’existent qu’en anglais.',
          'Les touches des raccourcis ne peuvent pas être changées, seulement coupées.',
        ],
      },
      {
        heading: 'Dire ce qui vous gêne',
        points: [
          'Ouvrez un ticket, ou appelez le support : une gêne d’accès est traitée comme un incident, et on vous donne l’information autrement en attendant.',
          'En France, si aucune réponse ne vous aide, vous pouvez saisir le Défenseur des droits.',
        ],
      },
    ],
    phone: 'Téléphone du support :',
  },
  {
    title: 'Accessibility',
    lead: (day: string) =>
      `This portal aims at WCAG 2.2 AA and RGAA 4.1. It conforms in part: here is what was tested, and what is missing. As of ${day}, said by its authors; nobody independent has audited it.`,
    sections: [
      {
        heading: 'What was tested',
        points: [
          'Each version of the portal is looked at by axe-core in Chromium, in light and dark colours, on the pages of clients, support, releases and administration: no serious fault is let through.',
          'Contrasts are computed from the colours themselves: at least 4.5:1 for text and 3:1 for outlines, and tones differ by shape and word too.',
          'A ticket is worked from end to end with the keyboard alone; keys that act by themselves can be switched off.',
          'Nothing overflows at 320 pixels, but for wide tables that scroll within themselves.',
          'In the colours that a machine forces, states keep their shape, border and word, the band its patterns, and what has the focus its outline (Chromium).',
          'Counters can be frozen; nothing blinks; movement is off for whoever asks their machine for it.',
          'Errors stand at the top and at their field, in the same words, and nothing that was typed is lost.',
        ],
      },
      {
        heading: 'What does not conform, or was not tested yet',
        points: [
          'Nobody who uses a screen reader every day has tried it.',
          'It was not tried in Firefox or Safari.',
          'The language of a text that a person has written (a message, a reason) is not told to screen readers where it differs from that of the page.',
          'The table of a release and the calendar by client scroll in both directions on a screen of middle width.',
          'Some explanations of fields, in the administration, exist in English alone.',
          'The keys of shortcuts cannot be changed, only switched off.',
        ],
      },
      {
        heading: 'Tell us what hinders you',
        points: [
          'Open a ticket, or call support: what hinders access is handled as an incident, and you get the information in another way meanwhile.',
          'In France, if no answer helps you, you may turn to the Défenseur des droits.',
        ],
      },
    ],
    phone: 'Telephone of support:',
  },
);
