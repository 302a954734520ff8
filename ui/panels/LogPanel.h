#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QWidget>
#include <deque>

#include <normscope/session/LogRelay.h>

namespace normscope::ui
{

/// The program's log: filtered by level and by a text, the newest LogRelay::kMostLines lines.
class LogPanel : public QWidget
{
    Q_OBJECT

  public:
    /// The relay outlives the panel.
    explicit LogPanel(LogRelay& relay, QWidget* parent = nullptr);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void take(const std::vector<LogLine>& lines);
    void showAll();
    [[nodiscard]] bool isWanted(const LogLine& line) const;
    void retranslate();

    std::deque<LogLine> m_lines;
    QComboBox* m_level;
    QLineEdit* m_search;
    QToolButton* m_copy;
    QToolButton* m_clear;
    QPlainTextEdit* m_text;
};

}  // namespace normscope::ui
