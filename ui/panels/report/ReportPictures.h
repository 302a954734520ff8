#pragma once

#include <QImage>
#include <QObject>
#include <QTextObjectInterface>
#include <map>

#include "ui/panels/report/ReportJob.h"

namespace normscope::ui
{

/// Draws the pictures of a report's document: figures, in their place even before their image has come, and formulas.
/// Nothing is wider than the column.
class ReportPictures : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

  public:
    using QObject::QObject;

    /// Another report, without images.
    void setReport(ReportPointer report);
    void setImage(int figure, QImage image);
    /// Said where an image has not come yet.
    void setWaitingText(const QString& text) { m_waiting = text; }
    [[nodiscard]] std::size_t imageCount() const { return m_images.size(); }

    [[nodiscard]] QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument* document, int position,
                    const QTextFormat& format) override;

    /// Figures are made for paper; on a screen, read from farther away, they may be somewhat larger.
    static constexpr double kScreenScale = 1.25;

  private:
    [[nodiscard]] const Figure* figureOf(const QString& source) const;
    [[nodiscard]] QString formulaOf(const QString& source) const;

    ReportPointer m_report;
    std::map<int, QImage> m_images;
    QString m_waiting;
};

}  // namespace normscope::ui
