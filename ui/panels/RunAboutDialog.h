#pragma once

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <normscope/experiment/About.h>

namespace normscope::ui
{

/// Title, tags and notes of an experiment, in people's own words.
class RunAboutDialog : public QDialog
{
    Q_OBJECT

  public:
    /// `standard`: what it is called without a title.
    RunAboutDialog(const About& about, const QString& standard, QWidget* parent = nullptr);

    [[nodiscard]] About about() const;

  private:
    About m_about;
    QLineEdit* m_title;
    QLineEdit* m_tags;
    QPlainTextEdit* m_notes;
};

}  // namespace normscope::ui
