/** The anomaly of the sample data, for the examples of the document. */
export const sampleAnomaly = 'A-0000000004';
