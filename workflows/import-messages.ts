export const importWorkflowType = 'importTickets';

/** The workflow id of one run of an import: a run that is asked for twice is one. */
export function importWorkflowId(id: string, run: number): string {
  return `import:${id}:${run}`;
}

/** One run of an import: all its parts are gone through once; a dry run tells what would become of them. */
export interface ImportRun {
  readonly id: string;
  readonly run: number;
  readonly dryRun: boolean;
}

/** The side effects that the workflow of an import asks for. */
export interface ImportActivities {
  /** Goes through some parts that the run has not looked at; answers how many. */
  importParts(run: ImportRun): Promise<number>;
  endImport(run: ImportRun): Promise<void>;
}
