#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/base/Json.h>
#include <normscope/experiment/About.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kLargestAbout = std::size_t{1} << 20U;
constexpr const char* kTags = "tags";
constexpr const char* kStarred = "starred";

constexpr std::array<std::pair<const char*, std::string About::*>, 3> kTexts{
    {{"title", &About::title}, {"notes", &About::notes}, {"hypothesis", &About::hypothesis}}};

/// The object in the file; an empty one where there is no file.
Result<Json> readAboutObject(const fs::path& experiment)
{
    if (auto status = refuseLinks(experiment, kAboutFile); !status) {
        return passOn(status);
    }
    const fs::path file = experiment / kAboutFile;
    std::error_code error;
    if (fs::symlink_status(file, error).type() == fs::file_type::not_found) {
        return Json::object();
    }
    const auto text = readFile(file, kLargestAbout);
    if (!text) {
        return passOn(text);
    }
    auto json = parseJsonObject(*text, file.string());
    if (!json && json.error().code == ErrorCode::Usage) {
        return fail(ErrorCode::Data, json.error().message);
    }
    return json;
}

Result<About> aboutIn(const Json& json, const std::string& source)
{
    const auto refuse = [&](const char* key, const Message& needed) {
        return fail(ErrorCode::Data, Message::tr("{}: \"{}\" needs {}", source, key, needed));
    };
    About about;
    for (const auto& [key, member] : kTexts) {
        const auto found = json.find(key);
        if (found == json.end()) {
            continue;
        }
        if (!found->is_string()) {
            return refuse(key, Message::tr("a text"));
        }
        about.*member = found->get<std::string>();
    }
    if (const auto tags = json.find(kTags); tags != json.end()) {
        if (!tags->is_array() ||
            !std::all_of(tags->begin(), tags->end(), [](const Json& tag) { return tag.is_string(); })) {
            return refuse(kTags, Message::tr("a list of texts"));
        }
        about.tags = tags->get<std::vector<std::string>>();
    }
    if (const auto starred = json.find(kStarred); starred != json.end()) {
        if (!starred->is_boolean()) {
            return refuse(kStarred, Message::tr("true or false"));
        }
        about.isStarred = starred->get<bool>();
    }
    return about;
}

/// A value under its key; what says nothing is left out.
void putOrErase(Json& json, const char* key, Json value, bool says)
{
    if (says) {
        json[key] = std::move(value);
    } else {
        json.erase(key);
    }
}

}  // namespace

Result<About> readAbout(const fs::path& experiment)
{
    const auto json = readAboutObject(experiment);
    return json ? aboutIn(*json, (experiment / kAboutFile).string()) : passOn(json);
}

Result<About> writeAbout(const fs::path& experiment, const About& before, const About& about)
{
    // Windows that write at once do not lose each other's words; whoever waits is a person.
    const auto lock = FolderLock::take(experiment, std::chrono::seconds(1));
    if (!lock) {
        return lock.error().code == ErrorCode::Usage
                   ? fail(ErrorCode::Io, Message::tr("{}: another Normscope is writing there just now; try again in a "
                                                     "moment",
                                                     experiment.string()))
                   : passOn(lock);
    }
    auto json = readAboutObject(experiment);
    if (!json) {
        return passOn(json);
    }
    const fs::path file = experiment / kAboutFile;
    // What cannot be read is not written over: it may be somebody's words.
    auto said = aboutIn(*json, file.string());
    if (!said) {
        return said;
    }
    for (const auto& [key, member] : kTexts) {
        if (before.*member != about.*member) {
            (*said).*member = about.*member;
            putOrErase(*json, key, about.*member, !(about.*member).empty());
        }
    }
    if (before.tags != about.tags) {
        said->tags = about.tags;
        putOrErase(*json, kTags, about.tags, !about.tags.empty());
    }
    if (before.isStarred != about.isStarred) {
        said->isStarred = about.isStarred;
        putOrErase(*json, kStarred, about.isStarred, about.isStarred);
    }
    if (json->empty()) {
        std::error_code error;
        fs::remove(file, error);
        if (error) {
            return fail(ErrorCode::Io, Message::tr("{}: cannot be removed: {}", file.string(), error.message()));
        }
        return said;
    }
    const std::string text = jsonText(*json, 2) + "\n";
    if (text.size() > kLargestAbout) {
        return fail(ErrorCode::Usage, Message::tr("{}: would be larger than {} bytes, the most that is read again",
                                                  file.string(), kLargestAbout));
    }
    if (auto status = writeFileAtomically(file, text); !status) {
        return passOn(status);
    }
    return said;
}

}  // namespace normscope
