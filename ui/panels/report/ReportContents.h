#pragma once

#include <QLabel>
#include <QListWidget>
#include <QWidget>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// Where the sections of a report are.
class ReportContents : public QWidget
{
    Q_OBJECT

  public:
    explicit ReportContents(QWidget* parent = nullptr);

    /// Null: there is none.
    void setHeadings(const ReportDocument* document);

  Q_SIGNALS:
    void headingChosen(const QString& anchor);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();

    QLabel* m_label;
    QListWidget* m_list;
};

}  // namespace normscope::ui
