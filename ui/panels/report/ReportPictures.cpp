#include "ui/panels/report/ReportPictures.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QTextDocument>
#include <QTextFormat>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/report/pdf/MathBox.h"

namespace normscope::ui
{

namespace
{

constexpr double kCmPerInch = 2.54;
constexpr double kScreenDpi = 96;
constexpr double kFormulaScale = 1.2;  ///< of the text's size
constexpr double kRounding = 6;

/// The number behind "kind:"; -1 where the source is none of that kind.
int numberOf(const QString& source, const QString& kind)
{
    bool isNumber = false;
    const int number = source.startsWith(kind) ? source.mid(kind.size()).toInt(&isNumber) : -1;
    return isNumber ? number : -1;
}

int figureNumber(const QString& source)
{
    return numberOf(source, QStringLiteral("figure:"));
}

QString sourceOf(const QTextFormat& format)
{
    return format.toImageFormat().name();
}

MathBox formulaBox(const QString& latex, const QTextDocument& document)
{
    const double size = QFontMetricsF(document.defaultFont()).height() * kFormulaScale;
    return layoutMath(parseMath(latex), static_cast<int>(std::lround(size)));
}

}  // namespace

void ReportPictures::setReport(ReportPointer report)
{
    m_report = std::move(report);
    m_images.clear();
}

void ReportPictures::setImage(int figure, QImage image)
{
    m_images.insert_or_assign(figure, std::move(image));
}

const Figure* ReportPictures::figureOf(const QString& source) const
{
    const int number = figureNumber(source);
    const bool isOne = m_report && number >= 0 && static_cast<std::size_t>(number) < m_report->document.figures.size();
    return isOne ? &m_report->document.figures[static_cast<std::size_t>(number)] : nullptr;
}

QString ReportPictures::formulaOf(const QString& source) const
{
    const int number = numberOf(source, QStringLiteral("formula:"));
    if (!m_report || number < 0 || static_cast<std::size_t>(number) >= m_report->document.blocks.size()) {
        return {};
    }
    const auto* formula = std::get_if<Formula>(&m_report->document.blocks[static_cast<std::size_t>(number)]);
    return formula != nullptr ? formula->latex : QString();
}

QSizeF ReportPictures::intrinsicSize(QTextDocument* document, int /*position*/, const QTextFormat& format)
{
    QSizeF size(0, 0);
    const QString source = sourceOf(format);
    if (const Figure* figure = figureOf(source)) {
        size = QSizeF(figure->widthCm, figure->heightCm) / kCmPerInch * kScreenDpi * kScreenScale;
    } else if (const QString latex = formulaOf(source); !latex.isEmpty()) {
        const MathBox box = formulaBox(latex, *document);
        size = {box.width, box.ascent + box.descent};
    }
    const double room = document->textWidth() - 2 * document->documentMargin();
    return document->textWidth() > 0 && size.width() > room ? size * std::max(room / size.width(), 0.1) : size;
}

void ReportPictures::drawObject(QPainter* painter, const QRectF& rect, QTextDocument* document, int /*position*/,
                                const QTextFormat& format)
{
    const QString source = sourceOf(format);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (figureOf(source) != nullptr) {
        const auto image = m_images.find(figureNumber(source));
        QPainterPath frame;
        frame.addRoundedRect(rect, kRounding, kRounding);
        painter->setClipPath(frame);
        painter->fillRect(rect, Qt::white);
        if (image != m_images.end()) {
            painter->drawImage(rect, image->second);
        } else {
            painter->setPen(Qt::gray);
            painter->drawText(rect, Qt::AlignCenter, m_waiting);
        }
    } else if (const QString latex = formulaOf(source); !latex.isEmpty()) {
        const MathBox box = formulaBox(latex, *document);
        const double scale = rect.width() / std::max(box.width, 1.0);
        painter->translate(rect.topLeft());
        painter->scale(scale, scale);
        box.paint(*painter, QPointF(0, box.ascent));
    }
    painter->restore();
}

}  // namespace normscope::ui
