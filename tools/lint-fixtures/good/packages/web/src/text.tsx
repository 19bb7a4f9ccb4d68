export const Text = ({ text }: { text: string }) => <p>{text}</p>
