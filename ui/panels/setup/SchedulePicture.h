#pragma once

#include <QWidget>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// The learning rate over the run as a small curve, from 0 to its maximum.
class SchedulePicture : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the picture.
    explicit SchedulePicture(const ExperimentDocument& document, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

    /// The learning rates that are drawn, `count` of them from the first iteration to the last.
    [[nodiscard]] std::vector<double> rates(int count) const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    const ExperimentDocument& m_document;
};

}  // namespace normscope::ui
