/**
 * Four people, with weights in pounds and heights in inches.
 *
 * Source: V. Zhou, "Machine Learning for Beginners: An Introduction to Neural Networks" (2019), whose numbers the lab works with by
 * hand.
 */
export const TEXT = `name,weight,height,gender
Alice,133,65,F
Bob,160,72,M
Charlie,152,70,M
Diana,120,60,F
`;
