"""Reports for managers, boards and the public: one document, written as HTML, Word and Markdown."""
