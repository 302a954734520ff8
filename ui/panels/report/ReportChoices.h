#pragma once

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QWidget>

#include "ui/report/Report.h"

namespace normscope::ui
{

/// What a report is about, its language, paper and bands; below, where its sections are.
class ReportChoices : public QWidget
{
    Q_OBJECT

  public:
    explicit ReportChoices(QWidget* parent = nullptr);

    [[nodiscard]] bool isAll() const { return m_all->isChecked(); }
    [[nodiscard]] ReportOptions options() const;

    /// How many experiments there are to choose from: all of one are that one.
    void setCheckedCount(int count);
    void setHeadings(const ReportDocument* document);

  Q_SIGNALS:
    /// Of experiments, language or bands: another report.
    void changed();
    void refreshRequested();
    void headingChosen(const QString& anchor);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void showLanguage();
    void retranslate();

    QLabel* m_aboutLabel;
    QRadioButton* m_one;
    QRadioButton* m_all;
    QLabel* m_languageLabel;
    QComboBox* m_language;
    QLabel* m_paperLabel;
    QComboBox* m_paper;
    QLabel* m_bandLabel;
    QComboBox* m_band;
    QPushButton* m_refresh;
    QLabel* m_contentsLabel;
    QListWidget* m_contents;
    int m_checked = 0;
};

}  // namespace normscope::ui
