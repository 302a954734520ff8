#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace normscope::ui
{

/// Something that can be found and used by typing.
struct PaletteEntry
{
    QString id;      ///< tells it from all others in every language, for the recent ones; empty: it is not remembered
    QString text;    ///< what is read and searched: "Preset: High learning rate"
    QString detail;  ///< beside it: a shortcut, a value
    QStringList words = {};   ///< by which it is found, too: its names in other languages
    QString about = {};       ///< what it does; found by its words, after all else
    QString whyNot = {};      ///< why it cannot be used now; empty where it can
    QString completion = {};  ///< typed instead of being used: "lr ", for a value to follow; empty: it is used
    std::function<void()> use = {};
};

/// What entries come from.
struct PaletteSource
{
    /// All of it, in the language of now; asked each time that the palette opens.
    std::function<std::vector<PaletteEntry>()> all = {};
    /// What is meant by just that text, such as a setting with its value; shown above all others. Asked with each
    /// letter.
    std::function<std::vector<PaletteEntry>(const QString& typed)> answers = {};
};

/// A line over the window in which one types what one wants, and a list of what it may be: actions, settings with their
/// values, runs, help. Up and Down choose, Enter does it, Esc and a click elsewhere close. What cannot be used says
/// why. Nothing typed: what was used last comes first.
class CommandPalette : public QFrame
{
    Q_OBJECT

  public:
    explicit CommandPalette(QWidget& window);
    ~CommandPalette() override;

    void add(PaletteSource source) { m_sources.push_back(std::move(source)); }
    /// Opens it, or closes it where it is open.
    void toggle();

    /// Where the recent ones are kept in QSettings.
    static constexpr const char* kKey = "palette/recent";

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    class Model;

    void open();
    void close();
    void collect();
    void filter();
    void place();
    void choose(int row);
    void move(int steps);
    void useCurrent();
    void retranslate();

    std::vector<PaletteSource> m_sources;
    Model* m_model;
    QLineEdit* m_line;
    QListView* m_list;
    QLabel* m_nothing;
    QPointer<QWidget> m_before;  ///< had the focus, and gets it back
};

}  // namespace normscope::ui
