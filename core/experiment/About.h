#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <normscope/base/Result.h>

namespace normscope
{

/// The name of the file of it in an experiment's folder.
inline constexpr const char* kAboutFile = "about.json";

/// What people say of an experiment, in their own words. No training reads or writes it.
struct About
{
    std::string title;
    std::string notes;
    std::string hypothesis;  ///< what was expected, written before the training began
    std::vector<std::string> tags;
    bool isStarred = false;
    bool operator==(const About&) const = default;

    [[nodiscard]] bool isEmpty() const { return *this == About(); }
};

/// The about.json of an experiment's folder; an empty one where there is none. ErrorCode::Data where it is something
/// else, Io where it cannot be read.
[[nodiscard]] Result<About> readAbout(const std::filesystem::path& experiment);

/// Writes what differs between the two, at once or not at all, and nothing else in that folder; what others have said
/// meanwhile stays, and so do keys that it does not know. Where nothing is said any more the file goes. Gives what the
/// file says then. ErrorCode::Io where somebody else writes into the folder for longer than a second.
[[nodiscard]] Result<About> writeAbout(const std::filesystem::path& experiment, const About& before,
                                       const About& about);

}  // namespace normscope
