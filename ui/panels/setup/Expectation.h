#pragma once

#include <QLabel>
#include <QPlainTextEdit>
#include <QWidget>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// What somebody expects of the training, before it begins: optional, for its report.
class Expectation : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the widget.
    explicit Expectation(ExperimentDocument& document, QWidget* parent = nullptr);

    [[nodiscard]] QWidget* editor() const { return m_editor; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    /// A few lines; more of it scrolls.
    void fitHeight();

    QLabel* m_label;
    QPlainTextEdit* m_editor;
};

}  // namespace normscope::ui
