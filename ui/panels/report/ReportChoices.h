#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/report/Report.h"

namespace normscope::ui
{

/// What a report is about, what its author writes on it, its language, paper and bands.
class ReportChoices : public QWidget
{
    Q_OBJECT

  public:
    explicit ReportChoices(QWidget* parent = nullptr);

    [[nodiscard]] bool isAll() const { return m_all->isChecked(); }
    [[nodiscard]] ReportOptions options() const;

    /// How many experiments there are to choose from: all of one are that one. Several are taken together until
    /// somebody has chosen otherwise.
    void setCheckedCount(int count);
    /// What is done with the report comes right after what its author writes on it.
    void putBelowTexts(QWidget* actions);

  Q_SIGNALS:
    /// Of experiments, texts, language or bands: another report.
    void changed();
    void refreshRequested();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void showLanguage();
    void retranslate();

    QLabel* m_aboutLabel;
    QRadioButton* m_one;
    QRadioButton* m_all;
    QLabel* m_titleLabel;
    QLineEdit* m_title;
    QLabel* m_authorLabel;
    QLineEdit* m_author;
    QLabel* m_courseLabel;
    QLineEdit* m_course;
    QLabel* m_languageLabel;
    QComboBox* m_language;
    QLabel* m_paperLabel;
    QComboBox* m_paper;
    QLabel* m_bandLabel;
    QComboBox* m_band;
    QPushButton* m_refresh;
    QVBoxLayout* m_texts;  ///< of the fields above the others
    int m_checked = 0;
    bool m_hasChosen = false;  ///< somebody, between one and all
};

}  // namespace normscope::ui
