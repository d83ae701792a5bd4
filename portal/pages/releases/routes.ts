export const releaseRoutes = [] as const;
