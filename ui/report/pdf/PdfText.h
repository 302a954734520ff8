#pragma once

#include <QColor>
#include <memory>
#include <vector>

#include "ui/report/RichText.h"
#include "ui/report/pdf/PageFlow.h"

class QTextLayout;

namespace normscope::ui
{

struct TextStyle
{
    int pixelSize = 0;  ///< in the painter's units
    bool isBold = false;
    bool isRight = false;   ///< lines end at the same place
    double leading = 1.35;  ///< height of a line in sizes of its letters
};

/// A paragraph broken into lines of at most that width.
class PdfText
{
  public:
    PdfText(const RichText& text, const TextStyle& style, double width);

    [[nodiscard]] double height() const;
    [[nodiscard]] double lineHeight() const { return m_lineHeight; }
    [[nodiscard]] int lineCount() const;
    /// Of the longest line.
    [[nodiscard]] double width() const;

    /// Draws line `line`, or all of them, with the top left corner of the first there.
    void paintLine(QPainter& painter, QPointF topLeft, int line) const;
    void paint(QPainter& painter, QPointF topLeft) const;

    /// A line each for the flow, indented; the first and the last two lines are not left alone on a page.
    [[nodiscard]] static std::vector<FlowItem> items(const RichText& text, const TextStyle& style, double width,
                                                     double indent, double before);

  private:
    std::shared_ptr<QTextLayout> m_layout;
    double m_lineHeight = 0;
};

}  // namespace normscope::ui
