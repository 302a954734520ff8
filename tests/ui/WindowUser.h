#pragma once

#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "ui/MainWindow.h"
#include "ui/charts/LineChart.h"

namespace normscope::test
{

/// The whole window and a person's hands on it: fields, actions, answers to questions. A test class derives from it
/// and calls beginWindowTests() from initTestCase(), openWindow() from init() and closeWindow() from cleanup().
class WindowUser
{
  protected:
    /// Settings and runs go to a folder of this program's. `dataset` is what setUpQuick() trains on; empty: a small
    /// one of 200 images is made.
    void beginWindowTests(const QString& dataset = {});
    /// A new window, in English.
    void openWindow();
    /// The same where the last one's runs and settings are still there.
    void openNextWindow();
    void closeWindow() { m_window.reset(); }

    template <class Widget>
    Widget* find(const QString& name) const
    {
        auto* found = m_window->findChild<Widget*>(name);
        if (found == nullptr) {
            qFatal("there is no %s", qPrintable(name));
        }
        return found;
    }
    void trigger(const QString& action) const { find<QAction>(action)->trigger(); }
    /// Types into a field as a person does.
    void type(const QString& field, const QString& text) const;
    [[nodiscard]] bool isBusy() const { return find<QLabel>("runText")->text() != "Ready"; }
    [[nodiscard]] bool waitUntilIdle() const
    {
        return QTest::qWaitFor([this] { return !isBusy(); }, 60'000);
    }
    /// Small and quick, or so long that it is met in the middle.
    void setUpQuick() const;
    void setUpLong() const;
    /// Types a path into the next dialog that asks for one, and accepts it.
    void answerWithPath(const QString& path);
    /// Answers the next message box by the button of that role, and keeps its text.
    void answer(QMessageBox::ButtonRole role);
    /// What the current tab's chart shows, of all curves together.
    [[nodiscard]] std::size_t points() const;
    [[nodiscard]] ui::LineChart* lossChart() const;
    /// State of the experiment in that row of the list.
    [[nodiscard]] QString state(int row = 0) const;
    [[nodiscard]] QString inHome(const QString& name) const { return m_home.filePath(name); }
    [[nodiscard]] QStringList runFolders() const;

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::Language> m_language;
    std::unique_ptr<ui::MainWindow> m_window;
    int m_questions = 0;  ///< answered since the window was opened
    QString m_question;

  private:
    QTemporaryDir m_home;
    QString m_dataset;
};

}  // namespace normscope::test
