import { getRouteApi, Link } from '@tanstack/react-router';
import { Problem } from '../../api/problem';
import { Answered, Loading } from '../../components/states';
import { useRefreshed } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../shell/preferences';
import { rolloutWords } from '../../wording/rollouts';
import { Gate } from './gate';
import { ReleaseSections } from './release-sections';
import { RolloutBody } from './rollout-body';

const route = getRouteApi('/releases/$product/$version');

/** One version: what its publication still asks for, and its rollout once it is published. */
export function VersionPage() {
  const { product, version } = route.useParams();
  const words = useWords(rolloutWords);
  usePageTitle(`${product} ${version}`);
  const rollout = useRefreshed('readRollout', { params: { product, version } });
  const isUnpublished = rollout.error instanceof Problem && rollout.error.status === 404;
  return (
    <>
      <ReleaseSections />
      <p className="no-print">
        <Link to="/releases">← {words.section}</Link>
      </p>
      <h1>
        {product} {version}
      </h1>
      {isUnpublished ? (
        <Unpublished product={product} version={version} />
      ) : (
        <Answered of={rollout}>{(found) => <RolloutBody rollout={found} />}</Answered>
      )}
    </>
  );
}

function Unpublished({ product, version }: { readonly product: string; readonly version: string }) {
  const known = useRefreshed('readVersion', { params: { product, version } });
  const listed = useRefreshed('readProduct', { params: { code: product } });
  if (!listed.data && listed.error === null) return <Loading />;
  return (
    <Answered of={known}>
      {(found) => <Gate version={found} isListed={listed.data?.versions.includes(version) === true} />}
    </Answered>
  );
}
