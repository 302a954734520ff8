#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>

#include "ui/charts/ChartExport.h"

namespace normscope::ui
{

/// What will be written, as large as there is room: the file's own drawing at a lower resolution.
class PicturePreview : public QWidget
{
    Q_OBJECT

  public:
    /// The chart outlives the preview.
    explicit PicturePreview(const LineChart& chart, QWidget* parent = nullptr);

    /// Drawn a moment later, once for several changes in a row.
    void setOptions(const PictureOptions& options);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void draw();

    const LineChart& m_chart;
    PictureOptions m_options;
    QTimer m_later;
    QImage m_image;
};

}  // namespace normscope::ui
