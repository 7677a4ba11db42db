/* Windows' rules for open files, on Linux: a file that anybody has open can neither be removed, renamed nor replaced.

Loaded by LD_PRELOAD. The rules hold for Python and QGIS; shells and the screen that lead to them only pass them on, and
the programs that those two start are free of them, unless they are asked for anew.

As on Windows the refusal is EACCES, whoever asks: Python, Qt, OGR. It is Windows' way for every file that was opened
without FILE_SHARE_DELETE, which is how Python, Qt, GDAL and SQLite open files there. SQLite itself does two things on
Linux that it does the other way round on Windows, and is let through in them: it removes its index of the log (-shm)
before it closes it, and its files for the time being as soon as they are open (there: FILE_FLAG_DELETE_ON_CLOSE).

Not told: files that are only mapped into memory, and the current folder of a process. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether the rules hold right now: a test that is taken out of them sets it to 0 meanwhile. */
int windows_files = 0;

__attribute__((constructor)) static void begin(void) {
    if (!strncmp(program_invocation_short_name, "python", 6) || !strncmp(program_invocation_short_name, "qgis", 4)) {
        windows_files = 1;
        unsetenv("LD_PRELOAD");
    }
}

/* A file, or with `under` everything below a folder. */
struct wanted {
    struct stat file;
    const char *under;
};

static int is_it(int folder, const char *number, const struct wanted *wanted) {
    struct stat open_file;
    if (fstatat(folder, number, &open_file, 0) != 0 || !S_ISREG(open_file.st_mode)) return 0;
    if (!wanted->under) return open_file.st_dev == wanted->file.st_dev && open_file.st_ino == wanted->file.st_ino;
    char name[PATH_MAX];
    ssize_t length = readlinkat(folder, number, name, sizeof name - 1);
    size_t stem = strlen(wanted->under);
    if (length <= (ssize_t)stem) return 0;
    name[length] = 0;
    return !strncmp(name, wanted->under, stem) && name[stem] == '/';
}

static int process_has(const char *process, const struct wanted *wanted) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "/proc/%s/fd", process);
    DIR *descriptors = opendir(path);
    int has = 0;
    if (!descriptors) return 0;
    for (struct dirent *each; !has && (each = readdir(descriptors));)
        has = isdigit((unsigned char)each->d_name[0]) && is_it(dirfd(descriptors), each->d_name, wanted);
    closedir(descriptors);
    return has;
}

static int is_open(const struct wanted *wanted) {
    if (process_has("self", wanted)) return 1;
    DIR *processes = opendir("/proc");
    int found = 0;
    if (!processes) return 0;
    for (struct dirent *each; !found && (each = readdir(processes));)
        found = isdigit((unsigned char)each->d_name[0]) && process_has(each->d_name, wanted);
    closedir(processes);
    return found;
}

/* True when the file at `path`, or anything below the folder there, is open; `errno` stays as it was. */
static int held(int folder, const char *path) {
    struct wanted wanted = {.under = NULL};
    int before = errno, answer = 0;
    char real[PATH_MAX], joined[PATH_MAX];
    if (fstatat(folder, path, &wanted.file, AT_SYMLINK_NOFOLLOW) == 0) {
        if (S_ISREG(wanted.file.st_mode)) {
            answer = is_open(&wanted);
        } else if (S_ISDIR(wanted.file.st_mode)) {
            snprintf(joined, sizeof joined, "%s", path);
            if (folder != AT_FDCWD && path[0] != '/') snprintf(joined, sizeof joined, "/proc/self/fd/%d/%s", folder, path);
            wanted.under = realpath(joined, real);
            answer = wanted.under && is_open(&wanted);
        }
    }
    errno = before;
    return answer;
}

static int ends_with(const char *path, const char *ending) {
    size_t length = strlen(path), needed = strlen(ending);
    return length >= needed && !strcmp(path + length - needed, ending);
}

static int sqlite_may(const void *caller, const char *path) {
    Dl_info from;
    if (!dladdr(caller, &from) || !from.dli_fname || !strstr(from.dli_fname, "sqlite3")) return 0;
    return ends_with(path, "-shm") || strstr(path, "/etilqs_");
}

#define REFUSED(folder, path) (windows_files && held(folder, path))
#define NEXT(name) \
    static __typeof__(name) *next; \
    if (!next) next = dlsym(RTLD_NEXT, #name)

static int refuse(void) {
    errno = EACCES;
    return -1;
}

int unlink(const char *path) {
    NEXT(unlink);
    if (!sqlite_may(__builtin_return_address(0), path) && REFUSED(AT_FDCWD, path)) return refuse();
    return next(path);
}

int unlinkat(int folder, const char *path, int flags) {
    NEXT(unlinkat);
    if (!(flags & AT_REMOVEDIR) && REFUSED(folder, path)) return refuse();
    return next(folder, path, flags);
}

int remove(const char *path) {
    NEXT(remove);
    struct stat found;
    if (lstat(path, &found) == 0 && S_ISREG(found.st_mode) && REFUSED(AT_FDCWD, path)) return refuse();
    return next(path);
}

int rename(const char *from, const char *to) {
    NEXT(rename);
    if (REFUSED(AT_FDCWD, from) || REFUSED(AT_FDCWD, to)) return refuse();
    return next(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    NEXT(renameat);
    if (REFUSED(from_folder, from) || REFUSED(to_folder, to)) return refuse();
    return next(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags) {
    NEXT(renameat2);
    if (REFUSED(from_folder, from) || REFUSED(to_folder, to)) return refuse();
    return next(from_folder, from, to_folder, to, flags);
}
