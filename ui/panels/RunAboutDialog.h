#pragma once

#include <QCheckBox>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <vector>

#include <normscope/experiment/About.h>

namespace normscope::ui
{

/// What people say of experiments, in their own words: title, tags, notes and star of one; of several what they are to
/// have in common, while all else of them stays as it is.
class RunAboutDialog : public QDialog
{
    Q_OBJECT

  public:
    /// `standard`: what it is called without a title.
    RunAboutDialog(const About& about, const QString& standard, QWidget* parent = nullptr);
    /// Of several. Tags that only some of them have are half checked; notes are added below theirs.
    explicit RunAboutDialog(const std::vector<About>& abouts, QWidget* parent = nullptr);

    /// What is to be said of one that has been said that.
    [[nodiscard]] About about(const About& before) const;

  private:
    void build();
    [[nodiscard]] bool isOfSeveral() const { return m_known != nullptr; }

    QLineEdit* m_title;
    QLineEdit* m_tags;
    QListWidget* m_known = nullptr;  ///< tags, where there are several experiments
    QCheckBox* m_star;
    QPlainTextEdit* m_notes;
};

}  // namespace normscope::ui
