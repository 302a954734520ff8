#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>
#include <vector>

namespace normscope::ui
{

/// A chapter of the help page.
struct HelpTopic
{
    const char* anchor;
    const char* english;

    [[nodiscard]] QString title() const;
    /// Its title in every language.
    [[nodiscard]] QStringList words() const;
};

[[nodiscard]] const std::vector<HelpTopic>& helpTopics();

/// The formula and how to read the window, in a dialog that stays open beside the work; from that chapter on.
void showBatchNormHelp(QWidget& parent, const QString& anchor = {});

/// Version, libraries, license.
void showAbout(QWidget& parent);

}  // namespace normscope::ui
