#include <mutex>

#include <dlfcn.h>

#include <normscope/train/TrainingEngine.h>

namespace normscope
{

namespace
{

/// Found where the program says that its libraries are (its RUNPATH).
constexpr const char* kLibrary = "libnormscope_engine.so";
constexpr const char* kFunction = "normscopeTrainingEngine";

Result<TrainingEngine*> load()
{
    if (void* library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL)) {
        if (void* function = ::dlsym(library, kFunction)) {
            return reinterpret_cast<TrainingEngine* (*)()>(function)();
        }
    }
    const char* reason = ::dlerror();
    return fail(
        ErrorCode::Internal,
        Message::tr(
            "what networks are trained with cannot be loaded ({}): install Normscope and LibTorch again, or free "
            "memory",
            reason != nullptr ? reason : kLibrary));
}

}  // namespace

Result<TrainingEngine*> trainingEngine()
{
    static std::mutex s_mutex;
    static TrainingEngine* s_engine = nullptr;
    const std::lock_guard lock(s_mutex);
    if (s_engine == nullptr) {
        auto engine = load();
        if (!engine) {
            return engine;
        }
        s_engine = *engine;
    }
    return s_engine;
}

Status prepareTraining()
{
    const auto engine = trainingEngine();
    return engine ? (*engine)->prepare() : passOn(engine);
}

}  // namespace normscope
