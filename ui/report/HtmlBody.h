#pragma once

#include <QString>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// Writes a document's blocks as HTML, in their order and with their content. How a block looks is said by those that
/// derive from it: report.html, and what is read in the window, which knows a part of HTML alone.
class HtmlBody
{
  public:
    HtmlBody(const HtmlBody&) = delete;
    HtmlBody& operator=(const HtmlBody&) = delete;

    /// All of them, without html and body tags.
    [[nodiscard]] QString blocks();

    /// Who wrote it and for which course, as escaped lines with a break between them; empty where nobody is named.
    [[nodiscard]] QString authorLines() const;

    /// Text as text: nothing in it is markup, and it holds no control characters, which may stand in a file's name but
    /// in no HTML.
    [[nodiscard]] static QString escaped(const QString& text);

  protected:
    explicit HtmlBody(const ReportDocument& document)
        : m_document(document)
    {
    }
    virtual ~HtmlBody() = default;

    /// What stands around a notice's title and items, a table's head and body.
    struct Frame
    {
        QString before;
        QString between;
        QString after;
    };

    /// A formula within a line.
    [[nodiscard]] virtual QString math(const QString& latex) const = 0;
    [[nodiscard]] virtual QString heading(const Heading& heading, const QString& text) const = 0;
    [[nodiscard]] virtual Frame noticeFrame() const = 0;
    /// `block`: the formula's place in the document.
    [[nodiscard]] virtual QString formula(const Formula& formula, std::size_t block) const = 0;
    [[nodiscard]] virtual QString listing(const QString& text) const = 0;
    [[nodiscard]] virtual Frame tableFrame(const QString& label, const QString& caption) const = 0;
    /// A row's and a cell's tag with its attributes; the header is row -1.
    [[nodiscard]] virtual QString rowTag(const Table& table, int row) const = 0;
    [[nodiscard]] virtual QString cellTag(const Table& table, int row, std::size_t column) const = 0;
    [[nodiscard]] virtual QString figure(const FigureBlock& block, const QString& label,
                                         const QString& caption) const = 0;

    [[nodiscard]] const ReportDocument& document() const { return m_document; }

  private:
    void add(const Heading& block);
    void add(const Paragraph& block);
    void add(const Notice& block);
    void add(const List& block);
    void add(const Formula& block);
    void add(const Listing& block);
    void add(const Table& block);
    void add(const FigureBlock& block);
    void add(const References& block);
    void addItems(const QString& element, const std::vector<RichText>& items);
    void addRow(const Table& table, int row, const std::vector<RichText>& cells);
    [[nodiscard]] QString inlineHtml(const RichText& text) const;

    const ReportDocument& m_document;
    std::size_t m_block = 0;
    QString m_html;
};

}  // namespace normscope::ui
