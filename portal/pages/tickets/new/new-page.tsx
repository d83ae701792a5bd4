import { getRouteApi } from '@tanstack/react-router';
import { Answered } from '../../../components/states';
import { useRefreshedPages } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useWords } from '../../../shell/preferences';
import { newWords } from '../../../wording/new-ticket';
import { CheckStep } from './check-step';
import { DescribeStep } from './describe-step';
import { DonePage } from './done-page';
import { UrgentForm } from './urgent-form';
import { WhereStep } from './where-step';

const route = getRouteApi('/new');

/** Opening a ticket: three pages, or one where nobody can work any more. */
export function NewPage() {
  const words = useWords(newWords);
  const { step, reference } = route.useSearch();
  usePageTitle(words.title);
  const environments = useRefreshedPages('listEnvironments', { query: { limit: 200 } }, { once: true });
  if (step === 'done' && reference !== undefined) return <DonePage reference={reference} />;
  return (
    <Answered of={environments}>
      {(items) => {
        if (items.length === 0) return <p>{words.noEnvironment}</p>;
        if (step === 'describe') return <DescribeStep />;
        if (step === 'check') return <CheckStep environments={items} />;
        if (step === 'urgent') return <UrgentForm environments={items} />;
        return <WhereStep environments={items} />;
      }}
    </Answered>
  );
}
